/** Requires contact-info and order-info, both objects: the schema of a pipeline that is given none. */
export const DEFAULT_SCHEMA = {
  type: 'object',
  required: ['contact-info', 'order-info'],
  properties: { 'contact-info': { type: 'object' }, 'order-info': { type: 'object' } },
};
