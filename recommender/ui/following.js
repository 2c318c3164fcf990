// Asks the server now and then which menu it has, and says so when it is no longer the page's own.

const EVERY_MS = 750; // with the drawing of the page, a change is seen within about a second

const watches = new WeakMap(); // what ends the watch of an element: it is drawn more than once

export default function ({ data, parentElement, setTriggerValue }) {
  watches.get(parentElement)?.();
  let told = data.drawn;
  let over = false;
  async function look() {
    if (document.hidden) {
      return; // nobody sees it; it is looked at again once somebody does
    }
    try {
      const answer = await fetch("revision", { cache: "no-store" });
      const now = answer.ok ? await answer.text() : told;
      if (now !== told && !over) {
        told = now;
        setTriggerValue("changed", now);
      }
    } catch {
      // The server is away; the page says so by itself.
    }
  }
  const timer = setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
  const end = () => {
    over = true; // what is still on its way is about a page that is drawn anew
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
  watches.set(parentElement, end);
  return end;
}
