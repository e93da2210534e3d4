export { placeholder, TemplateScope } from "./template-scope";
export { maxTemplateLength, templateBody } from "./template";
export { translate, type Precondition, type Translation } from "./translate";
