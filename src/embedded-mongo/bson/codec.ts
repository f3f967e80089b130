export { decode } from './decode.js';
export { encode } from './encode.js';
export { RawDoc } from './raw-doc.js';
export { typeOf } from './values.js';
