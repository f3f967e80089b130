import { Schema } from 'mongoose';
import type { FactRecord } from './fact.js';

/** A document that carries facts until the relay has handed them on. */
export interface CarriesFacts {
  outbox?: FactRecord[];
}

const factRecord = new Schema<FactRecord>(
  {
    id: { type: String, required: true },
    fact: { type: String, required: true },
    at: { type: Date, required: true },
    payload: { type: Schema.Types.Mixed, required: true },
  },
  { _id: false },
);

/** mongoose plugin: adds `outbox` and the sparse index by which the relay finds what was left behind. */
export function carriesFacts(schema: Schema): void {
  schema.add({ outbox: { type: [factRecord], default: undefined } });
  schema.index({ 'outbox.at': 1 }, { sparse: true });
}
