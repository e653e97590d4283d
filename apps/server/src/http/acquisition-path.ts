const PATHS = /^\/api\/(v1(\/|$)|queue\/?$)/

/** Whether a path belongs to the acquisition surface, whose unknown paths and wrong methods answer in its own way. */
export const isAcquisitionPath = (path: string) => PATHS.test(path)
