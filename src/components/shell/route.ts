import { defineRouteMiddleware } from '@astrojs/starlight/route-data';

/** The course has no documentation sidebar: lessons are one column, and the list of lessons stands on the home page. */
export const onRequest = defineRouteMiddleware((context) => {
  context.locals.starlightRoute.hasSidebar = false;
});
