export { getEventTypes, getEventTypesForFilter } from './getEventTypes';
export { searchEndpoints } from './searchEndpoints';
