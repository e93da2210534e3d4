export { placeholder, TemplateScope } from "./template-scope";
export { maxTemplateLength, templateBody } from "./template";
export { translate, type TemplateResource, type Translation } from "./translate";
