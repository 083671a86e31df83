// Where not all steps fit beside each other, the one somebody is at stands in the middle.
export const intoView = (step) => {
  const row = step.closest(".steps");
  if (!row) return;
  const own = step.getBoundingClientRect();
  row.scrollLeft += own.left - row.getBoundingClientRect().left - (row.clientWidth - own.width) / 2;
};
