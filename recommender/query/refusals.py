"""The words of refusing: "without", "allergic to", and what joins or ends a refused list."""

from enum import Enum, auto

from recommender.query.tokens import Phrases, word_set


class Refusal(Enum):
    """What may follow a refusal: a food, also an unknown one, or only what is known.

    After a mere "no" an unknown word is a food only where it ends the phrase.
    """

    HEALTH = auto()  # every food of its list is refused, however it is joined
    FOOD = auto()
    NOUN = auto()
    KNOWN = auto()


# What may lead to a refusal, and goes with it: "but not ...", "my son is allergic to ...".
LEADS = Phrases(
    {
        """
        but|and|that|which|thats|that_is|that_are|which_is|something_that|anything_that
        i|we|he|she|who|they|im|i_am|were|we_are|hes|shes|he_is|she_is|is|are|am|very|severely|
            highly
        my son|daughter|kid|wife|husband|child|girlfriend|boyfriend|partner|friend|mum|mom|dad |is
        pero|y|que|algo_que|yo|a_mi|tambien|muy
        mi hijo|hija|mujer|marido|novio|novia|pareja|madre|padre|amigo|amiga
        """: True,
    }
)

REFUSALS = Phrases(
    {
        """
        🚫|❌|witout|withou|whitout|with_out|wout|0|0_%|no_thank_you
        leave_off|take_off_the|take_out_the|dealbreaker
        dont|do_not|please_dont put|add|serve|give_me|show_me|serve_me|use_any
        dont|do_not show|show_me|recommend|suggest|give_me|serve_me dishes|food|foods|anything|
            things with|containing
        not|never|isnt|arent cooked|fried|made|prepared with|using|out_of
        never contains|contain|has
        no|no_me|no_le|no_les pongan|pongas|ponga|echen|eches|eche|agreguen|agregues|traiga|
            traigan|venga_con|vengan_con|vaya_con|vayan_con
        sin_que traiga|traigan|haya
        no quiero|quiere|queremos que lleve|tenga|contenga|traiga
        quitale|quitenle|quitarle|sacale|saquenle|sacarle|evite|eviten|evitamos
        tengo|tiene|| prohibido|prohibida|prohibidos|prohibidas
        without|w/o|sans|wo|with_no|with_zero|free_of|free_from|minus|made_without|excluding|
            lacking|
            omitting|devoid_of|cooked_without|prepared_without
        does_not|doesnt|do_not|dont|didnt contain|have|include|use|come_with
        cant|cannot|can_not|wont|will_not contain|include|be_made_with|come_with
        mustnt|must_not|shouldnt|should_not|may_not contain|include|be_made_with|come_with
        will_not|may_not|should_not have
        nothing|anything_not|none containing|that_contains|that_has|made_with|made_of
        neither|with_neither|contains_neither
        not|never containing|including|made_with|made_of|made_from|prepared_with
        contains|contain|containing|has|having|have|with_absolutely no
        not_a_fan_of|no_fan_of|no_sign_of|not_into|not_keen_on
        hold|skip|omit|exclude|remove|drop_the|ditch_the|lose_the|avoid|avoids|avoiding|
            leave_out|leaving_out|to_avoid|hold_off_on|go_easy_on_no|must_avoid|i_avoid|
            need_to_avoid|trying_to_avoid
        sin|sin_nada_de|sin_ningun|sin_ninguna|sea_sin|hecho_sin|hecha_sin|cocinado_sin|
            preparado_sin
        no lleve|lleven|lleva|llevan|tenga|tengan|tiene|tienen|contenga|contengan|contiene|
            contienen|incluya|incluyan|sea_de|sean_de|este_hecho_con|esten_hechos_con|
            este_hecha_con|use|usen|haya|sepa_a
        no lleve|lleven|tenga|tengan|contenga|contengan nada_de|ni
        no puede|pueden|pueda|puedan|debe|deben|deba|deban llevar|contener|tener|incluir
        nada_que|sin_que contenga|contengan
        sin_que lleve|lleven|tenga|tengan
        nada_de|libre_de|libres_de|exento_de|exenta_de|exentos_de|sin_rastro_de|sin_trazas_de|
            carente_de|sin_contenido_de|cero
        evitar|evitando|evito|evita|quitando|quitar|excluyendo|excluir|eliminar|sin_incluir|
            quita|quitame|debo_evitar|tengo_que_evitar|quiero_evitar
        """: Refusal.FOOD,
        """
        cant|cannot|can_not|dont|do_not|doesnt|does_not|wont|mustnt|must_not|shouldnt|should_not|
            never|not_allowed_to|not_supposed_to|refuse_to eat|have|take|consume|tolerate|drink|
            digest|stand|do|handle|process
        really|also|| allergic|alergic|allegic|allergick|alergick|intolerant|intollerant|
            intolerent|sensitive|anaphylactic to|2|of|towards|for|on|from|with
        react|reacts|reaction|bad_reaction|badly to
        react|reacts badly to
        reaction from
        cant|cannot|can_not touch|stomach|go_near|be_near|be_around
        unable_to eat|have|take|consume|tolerate|drink|digest
        allergic|allergies to most|every_kind_of|all_types_of|all_kinds_of|things_like|
            such_things_as
        allergy|alergy|alergies|allegy|allegies to|for
        no puedo|puede|podemos ni_ver
        no tolera|toleran|toleramos
        no se puede comer|tomar
        no puedo|puede|podemos|debo comer|tomar|beber
        me|nos|le|les|te sienta|sientan|cae|caen|hace|hacen|pone|ponen mal|fatal|muy_mal|dano|malo|
            mala|pesado|pesada|pesados|pesadas
        no me|nos|le|les cae|caen|hace|hacen bien
        me|nos|le|les da|dan|produce|producen|provoca|provocan alergia|reaccion
        tengo|tiene|tenemos|con|por|por_mi|| una|mi|| alergia|alergias|intolerancia|intolerancias |
            muy severa|severas|grave|graves|fuerte|fuertes|leve|alimentaria|alimentarias|
            importante a|al
        soy|es|| muy|| alerjico|alerjica|anafilactico|anafilactica a|al
        anafilaxia|anafilactico por|con|a|al
        really|also|| allergic|intolerant|sensitive to
        i_have|have|has|having|with|ive_got|because_of|due_to|| a|an|my|| severe|| allergy|
            allergies|intolerance|sensitivity to
        soy|es|somos|son|| muy|tambien|| alergico|alergica|alergicos|alergicas|intolerante|
            intolerantes|sensible a|al
        para|apto_para|apta_para|aptos_para alergicos|alergicas|intolerantes a|al
        tengo|tiene|tenemos|con|por|por_mi|| una|mi|| alergia|alergias|intolerancia|
            sensibilidad a|al
        no puedo|puede|podemos|debo comer|tomar|beber|consumir|probar|ni_oler
        allergic|alergico|alergica|alergicos|alergicas
        allergy|allergies|intolerances|alergia|alergias|intolerancia|intolerancias
        """: Refusal.HEALTH,
        """
        dont|do_not|doesnt|does_not|didnt like|want|love|fancy|enjoy
        stay|staying|keep|stays away_from
        steer|steering clear_of
        struggle|struggles|trouble|problem|problems|issue|issues|bad|no_good|not_good with
        cut|cutting|cuts out
        giving|given|gave up
        im|i_am|ive_gone|been|going off
        laying off
        no puedo|puede|podemos con
        no quiero|quiere|queremos comer|tomar|beber
        not|never|isnt|arent cooked|fried|made|prepared in
        allergen|allergens|alergeno|alergenos
        no_puedo|no_puede|no_podemos|me_da_asco|me_dan_asco
        hate|hates|dislike|dislikes|detest|loathe
        not|nothing|never|isnt|not_with|nothing_with|none_with|anything_but|not_in|not_the|
            everything_but|anything_without|thats_not|that_isnt|which_isnt|that_is_not|which_is_not|
            not_containing|not_made_with|rather_not|instead_of|except|except_for|other_than|
            apart_from|arent|that_arent|not_something|not_anything|nor|no_more|not_really_into|
            without_having|without_using|without_eating
        no como|comemos|come|tomo|tomamos|bebo|tolero|soporto|consumo|quiero|aguanto
        no me|nos|le|te gusta|gustan|va|van|sienta_bien|sientan_bien
        odio|detesto
        nada|nada_con|excepto|menos|salvo|no_con|no_sea|no_sean|no_este|no_esten|que_no_vaya|
            en_vez_de|ni|tampoco|nada_que_lleve|nada_que_tenga|nada_que_sea|cualquier_cosa_menos|
            todo_menos|a_excepcion_de|no_mas|sin_tener
        """: Refusal.KNOWN,
        """
        no|non|zero
        """: Refusal.NOUN,
    }
)

# What joins the items of a list; True where an unknown word after it must be one too.
SEPARATORS = Phrases(
    {
        """
        or|nor|neither|or_even|or_any|and_no|or_with|and_without|nor_with|and/or
        ni|ni_con|ni_tampoco|ni_nada_de|ni_de|ni_ningun|ni_sin
        o|u|y_sin|o_con
        """: True,
        """
        and|&|+|plus|and_also|as_well_as|and_to|or_to|and_any
        y|e|y_tampoco|y_a|y_al|ni_a|ni_al|o_a|o_al
        """: False,
    }
)
CONNECTORS = Phrases(
    {
        """
    and|or|&|+|and_also|free_and|plus|y|o
    """: True,
    }
)
FREE = Phrases(
    {
        """
        free|freee|fre|🚫|❌
        alergy|alergies|allegy|allegies|alergic|allegic|intollerant|intollerance|intolerence|
            intolerent|sensitive|allergen|allergens
        is|are|| a|an|| no_go|nogo|no_no|dealbreaker
        is|are|| off_limits|off_the_menu|not_allowed|forbidden|banned|excluded
        nope|no_thanks|no_thank_you|no_gracias|is_a_no|are_a_no
        make|makes|made me|him|her|us |feel|really|very sick|ill|unwell|poorly|vomit|throw_up|
            bloated|itchy
        give|gives|gave me|him|her hives|cramps|a_rash|rashes|a_reaction|migraines|headaches|
            heartburn|diarrhoea|diarrhea|stomach_ache
        kill|kills|could_kill|can_kill|will_kill|would_kill me|him|her
        upset|upsets|hurt|hurts my stomach|tummy|belly
        dont|doesnt|do_not|does_not agree_with|sit_well_with|like me
        trigger|triggers my allergy|allergies
        is|are bad|dangerous|poison|deadly|a_problem for|to me|him|her
        me|nos|le|les sienta|sientan|cae|caen|hace|hacen|pone|ponen mal|fatal|muy_mal|dano|malo|
            mala|pesado|pesada|pesados|pesadas
        no me|nos|le|les sienta|sientan|cae|caen|hace|hacen bien
        me|nos|le|les da|dan|produce|producen|provoca|provocan alergia|reaccion|asco
        no lo|la|los|las tolero|tolera|puedo|puede|como |comer|tomar
        prohibido|prohibida|prohibidos|prohibidas
        allergy|allergies|allergic|intolerant|intolerance|intolerances|allergy_friendly|
            allergy_sufferer|allergy_sufferers|sensitivity|allergy_safe
        """: True,
    }
)
COMMAS = frozenset({",", "/"})  # between the items of a list
# What may follow a food that a mere "no" refuses.
AFTER_FOOD = word_set(
    """
    and|or|nor|but|please|with|without|under|for|thanks|ni|y|o|por_favor|por|gracias|pero|con|
        sin
    """
)
