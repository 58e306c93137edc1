import { isArray, isObject, type Json, type JsonObject } from '../../lib/template/model/json';

/**
 * Puts the property in place of an attribute of the same name, such as `CidrBlock` of a VPC.
 *
 * The emulator hands out fewer attributes than AWS; the value is the same.
 */
export function withOwnAttributes(template: JsonObject): JsonObject {
  const resources = template['Resources'];
  const propertyOf = (id: Json | undefined, name: Json | undefined): Json | undefined => {
    const resource = isObject(resources) && typeof id === 'string' ? resources[id] : undefined;
    const properties = isObject(resource) ? resource['Properties'] : undefined;
    const value = isObject(properties) && typeof name === 'string' ? properties[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const visit = (value: Json): Json => {
    if (isArray<Json>(value)) return value.map(visit);
    if (!isObject(value)) return value;
    const attribute = value['Fn::GetAtt'];
    const own = isArray<Json>(attribute) ? propertyOf(attribute[0], attribute[1]) : undefined;
    if (own !== undefined) return own;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item)]));
  };
  const visited = visit(template);
  return isObject(visited) ? visited : template;
}
