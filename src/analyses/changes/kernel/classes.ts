/** How an area's number has changed; the code is the place in this list. */
export const changeSides = ["no-cases", "as-expected", "more", "fewer"] as const;
