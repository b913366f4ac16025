"use strict";
function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const closed = target && target.closest("details:not([open])");
  if (closed) { closed.open = true; target.scrollIntoView(); }
}
addEventListener("hashchange", reveal);
reveal();
