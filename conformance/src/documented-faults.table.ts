/**
 * Documented results that are known to be wrong or that the query does not fix, with the reason. The engine's answer differs
 * from these pages on purpose; they count as mismatched all the same.
 */
export const documentedFaults: ReadonlyMap<string, string> = new Map([
  [
    "datetime-local-to-utc-function-2",
    "The query sorts nothing, and the page shows the rows of `range` from the greatest to the least; every other page shows a range in its own order.",
  ],
  [
    "series-fill-linear-function-1",
    "In the second row the last column shows 74 and 38 where the columns beside it show 73 and 36 for the same series; 36 is not even a gap.",
  ],
  [
    "geo-polygon-to-s2cells-function-1",
    'The page shows "New York city", a text that the query does not hold: its polygon is called "New York".',
  ],
  [
    "geospatial-joins-2",
    "The row of b shows the coordinates of a; the query gives b the coordinates that its table holds.",
  ],
]);
