"""Everything a person may be shown when something cannot be done.

An error carries facts; its sentence is put together from ``template`` where it is shown, so that
it can be shown in another language. Every sentence says what is wrong, where, and what to do.
"""

from typing import Any, ClassVar


class RecommenderError(Exception):
    """Base of all errors that are a person's business rather than a defect."""

    template: ClassVar[str]

    def __init__(self, **facts: Any) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return self.template.format(**self.facts)


class SettingError(RecommenderError):
    """A setting has a value that cannot be used."""

    template = "The setting {name} is {value!r}: {reason}. Correct it and start again."


class UnknownDish(RecommenderError):
    """No dish of the menu has this id."""

    template = 'No dish on the menu has the id "{id}". Look it up on the menu.'


class UnusableDish(RecommenderError):
    """A dish breaks the rules of the menu; ``problems`` holds one sentence for each.

    ``found`` holds the problems by the name of their dish, which is empty where it is plain.
    """

    template = "The dish cannot be taken: {problems}"


class UnusableHouse(RecommenderError):
    """A setting of the restaurant breaks its rules."""

    template = "Nothing was saved: {field} {reason}."


class UnusableHours(RecommenderError):
    """What was written as the opening hours of a day cannot be read."""

    template = (
        'The hours "{written}" cannot be read. Write them such as 13:00-16:00, 20:00-01:30, or '
        "nothing for a day on which the house is closed."
    )


class OverlappingHours(RecommenderError):
    """Two of the opening hours run into each other."""

    template = "The hours {one} and {other} run into each other. Correct one of them."


class ChangedMeanwhile(RecommenderError):
    """Somebody changed dishes after they were read; nothing was overwritten.

    ``dishes`` holds for each its id, name, changed fields with their value now, who and when.
    """

    template = "Nothing was saved. Meanwhile, {summary}. Look at it again, then save."


class NothingToUndo(RecommenderError):
    """There is no change that could be undone, or redone."""

    template = "Nothing was undone: {reason}."


class ChangedLater(RecommenderError):
    """A change cannot be undone, as a later one touches the same dish.

    ``sets`` holds both change sets, for those who tell what they were in another language.
    """

    template = (
        'Change {number} ("{what}") cannot be undone: {dish} was changed again by {later_who} in '
        'change {later} ("{later_what}"). Undo that first.'
    )


class PhotoGone(RecommenderError):
    """A change cannot be undone, as the photo that it replaced is kept no longer.

    ``sets`` holds its change set.
    """

    template = (
        'Change {number} ("{what}") cannot be undone: the photo of {dish} from before is kept no '
        "longer. Edit the dish instead."
    )


class NotDeleted(RecommenderError):
    """No dish of this id was removed lately."""

    template = 'No dish with the id "{id}" was removed in the last {days} days.'


class Cancelled(RecommenderError):
    """An import was stopped before it changed the menu."""

    template = (
        "The import was stopped; the menu is as it was. What was prepared is kept, so that "
        "importing again goes on from there."
    )


class UnusableMenuFile(RecommenderError):
    """A menu file cannot be read at all."""

    template = "{file} cannot be read as a menu: {reason}."


class UnclearColumns(UnusableMenuFile):
    """A menu file's headers do not say which column is which; a person can, by a mapping."""


class UnusableDelivery(UnusableMenuFile):
    """What was handed in, such as a ZIP of a menu file and photos, cannot be taken."""

    template = "{file} cannot be taken: {reason}."


class RejectedRows(RecommenderError):
    """A menu file has rows that break the rules; nothing was changed."""

    template = (
        "Nothing was changed: {count} of {rows} rows of {file} cannot be taken. "
        "Correct them, or import the good rows alone."
    )


class UnusableJudgements(RecommenderError):
    """A file of judged queries or photos cannot be used to measure the search."""

    template = "{file} cannot be used to measure the search: {reason}."


class UnusablePhoto(RecommenderError):
    """A file is not a photo that can be used."""

    template = "{file} cannot be used as a photo: {reason}."


class PhotosUnavailable(RecommenderError):
    """The bucket of photos cannot be reached or used."""

    template = (
        "The photos at {place} cannot be used: {reason}. See to that place, or name another with "
        "RECOMMENDER_PHOTOS."
    )


class EncoderUnavailable(RecommenderError):
    """An encoder's model cannot be had."""

    template = "The model {model} cannot be loaded: {reason}."


class MadeForAnotherClip(EncoderUnavailable):
    """A model for other languages whose vectors do not belong to the CLIP in use."""

    template = "The model {model} was made for another CLIP: {reason}."


class NotReady(RecommenderError):
    """Searching is not possible yet: the encoder or the index is still being prepared."""

    template = "Search is not ready yet: {stage}. The menu can be browsed meanwhile."


class NothingAsked(RecommenderError):
    """A search without words and without a photo."""

    template = "Say what you are looking for, in words or with a photo."


class IndexUnavailable(RecommenderError):
    """The index cannot be reached or is damaged."""

    template = "The index at {place} cannot be used: {reason}."


class FolderUnusable(RecommenderError):
    """The data folder cannot be written or read."""

    template = "The folder {folder} cannot be used: {reason}. Name another with RECOMMENDER_DATA."


class KeptElsewhere(RecommenderError):
    """What a backup of this program holds is partly on a server, which has backups of its own."""

    template = (
        "{settings} keeps catalog or photos outside the data folder: back them up there, such as "
        "with pg_dump and with versions of the bucket. Nothing was done."
    )


class NowhereToMove(RecommenderError):
    """The catalog shall move into a database that no setting names."""

    template = (
        "Nothing was moved, as RECOMMENDER_CATALOG names no database. Set it to an address such as "
        "postgresql://user:password@host/menu, then move again."
    )


class UnusableBackup(RecommenderError):
    """A file is no backup that can be put back; nothing was."""

    template = "{file} cannot be restored: {reason}. Nothing was changed."


class CatalogDamaged(RecommenderError):
    """The catalog's file cannot be read: the disk failed, or somebody wrote into it."""

    template = (
        "The catalog {file} is damaged: {reason}. Nothing was changed. Restore a backup of the "
        "data folder, then start again."
    )


class HistoryDamaged(RecommenderError):
    """One row of the history cannot be read; the menu and all other rows can."""

    template = (
        'Change {number} cannot be read: the history of the dish "{dish}" is damaged there. All '
        "other changes are as they were; a backup from before may still hold this one."
    )


class TimeDamaged(RecommenderError):
    """When a change was made cannot be read; what it did can."""

    template = (
        "When change {number} was made cannot be read: its time in the history is damaged. What "
        "it did is told as ever."
    )


class CatalogUnavailable(RecommenderError):
    """The catalog's database on a server cannot be reached or used."""

    template = (
        "The catalog at {place} cannot be used: {reason}. See to that database, or name another "
        "with RECOMMENDER_CATALOG."
    )


class NotSignedIn(RecommenderError):
    """Somebody asks for what staff may do, and is signed in no longer, or never was."""

    template = "Nothing was done, as you are not signed in any more. Sign in, then do it again."


class NotAllowed(RecommenderError):
    """Somebody asks for what only an owner may do."""

    template = "Nothing was done: only an owner may do this. Ask one."


class NotTheirs(NotAllowed):
    """A member of the staff asks to undo an older change of somebody else."""

    template = (
        "Nothing was undone: change {number} is not the newest, and {who} made it. Ask an owner to "
        "undo it."
    )


class WrongPassword(RecommenderError):
    """A name and a password do not belong together; which of the two is wrong is not told."""

    template = "This name and this password do not belong together. Try again."


class TryLater(RecommenderError):
    """Too many wrong passwords were given; this one was not looked at."""

    template = "There were too many wrong passwords. Try again in {seconds} s."


class ManySearches(RecommenderError):
    """More visitors search at this moment than can be answered soon."""

    template = "Many guests are searching right now. Please search again in a few seconds."


class TooFast(ManySearches):
    """One visitor searches faster than a person does."""

    template = (
        "That was a lot of searches in a short time. Please wait {seconds} s, then search again."
    )


class UnusablePassword(RecommenderError):
    """A password that is not kept, such as one that is too short."""

    template = "This password cannot be taken: {reason}. Choose another."


class UnusablePeople(RecommenderError):
    """The list of those who may enter has an entry that cannot be used; nobody enters by it."""

    template = "Nobody can sign in: {entry} among the people is wrong: {reason}. Correct it there."
