import type { IrExpression } from "@huntkit/kql/ir";
import { call, constant, operator } from "../../../sql/sql-builders.js";
import { isRelation } from "../../ir-walk.js";
import type { PluginCall, PluginLowering } from "../evaluate.js";
import { lowerLookup } from "./lookup-rows.js";

const names = ["radius", "return_unmatched", "lookup_area_radius", "return_lookup_key"];

/**
 * `geo_line_lookup`, `geo_polygon_lookup`: each row with every row of the lookup table whose line or polygon is at most so many
 * metres from its place; without a radius whose polygon holds it. `lookup_area_radius` is a help for finding them and changes no
 * answer. Rule R302. Source: Microsoft Learn, "geo_line_lookup plugin", "geo_polygon_lookup plugin" (`geo-polygon-lookup-plugin`).
 */
export function lowerGeoLookup(kind: "line" | "polygon"): PluginLowering {
  return (relation, needs, context) => {
    const [table, shape, longitude, latitude] = relation.details.arguments;
    if (!table || !isRelation(table) || !isScalar(shape) || !isScalar(longitude) || !isScalar(latitude)) return context.refuse("this form of the lookup", relation);
    const options = optionsOf(relation);
    const { radius } = options;
    if (kind === "line" && !radius) return context.refuse("geo_line_lookup without a radius", relation);
    return lowerLookup(relation, needs, context, {
      table,
      keepsAll: isTrue(options["return_unmatched"]),
      hidden: new Set(shape.kind === "column" && !isTrue(options["return_lookup_key"]) ? [shape.name] : []),
      reads: { left: [longitude, latitude, ...(radius ? [radius] : [])], right: [shape] },
      on: (left, right) => {
        const [x, y, form] = [context.expression(longitude, left), context.expression(latitude, left), context.expression(shape, right)];
        const near = radius && operator("<=", call(kind === "line" ? "host_geo_point_to_line" : "host_geo_point_to_polygon", x, y, form), context.expression(radius, left));
        return call("coalesce", near ?? call("host_geo_in_polygon", x, y, form), constant(false));
      },
    });
  };
}

const isScalar = (argument: PluginCall["details"]["arguments"][number] | undefined): argument is IrExpression => argument !== undefined && !isRelation(argument);

const isTrue = (argument: IrExpression | undefined): boolean => argument?.kind === "literal" && argument.value === true;

/** The optional arguments by name: those with one, and the others by place; a truth value never stands for a distance. */
function optionsOf({ details }: PluginCall): Readonly<Record<string, IrExpression | undefined>> {
  const found: Record<string, IrExpression> = {};
  let place = 0;
  details.arguments.forEach((argument, index) => {
    if (index < 4 || isRelation(argument)) return;
    const given = details.argumentNames?.[index];
    const isFlag = argument.type === "bool";
    while (given === undefined && place < 4 && isFlag === /radius/.test(names[place] ?? "")) place++;
    const name = given ?? names[place++];
    if (name !== undefined) found[name] = argument;
  });
  return found;
}
