// Follows links between our pages without loading the app anew: the address changes, and
// Streamlit is told of it as of a step in the browser's history, which it answers with the page and
// the parameters of that address. Where anything is unusual the browser follows the link itself.
if (!window.linksInside) {
  window.linksInside = true;
  const place = () => document.querySelector('[data-testid="stMain"]');

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.inside");
    const plain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    const samePage = link.pathname === location.pathname;
    history.replaceState({ top: place()?.scrollTop }, "");
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (!samePage) {
      place()?.scrollTo(0, 0);
    }
  });

  // Back leads to where the guest was, as soon as the page is long enough again.
  window.addEventListener("popstate", (event) => {
    const top = event.state?.top;
    if (!top) {
      return;
    }
    const until = performance.now() + 3000;
    const restore = () => {
      place()?.scrollTo(0, top);
      if (Math.abs((place()?.scrollTop ?? 0) - top) > 2 && performance.now() < until) {
        requestAnimationFrame(restore);
      }
    };
    restore();
  });
}
