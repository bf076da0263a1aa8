import { expect, it } from "vitest";
import { isSimpleExpression, literalCount } from "./kql-literal-list.js";

it("takes no string in tildes for a literal: behind a sign of the query it would become code", () => {
  expect(isSimpleExpression("~~~;~~~")).toBe(false);
  expect(isSimpleExpression("f(~~~;~~~)")).toBe(false);
  expect(literalCount("~~~a~~~, 'b'")).toBe(0);
  expect(isSimpleExpression("```;```")).toBe(true);
  expect(literalCount("```a```, 'b'")).toBe(2);
});
