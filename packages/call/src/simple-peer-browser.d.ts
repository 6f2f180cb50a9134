// The package's main is Node-style CommonJS that needs global, process and Buffer; its browser build needs none of them
// and no bundler option. Importing it by path keeps that knowledge here.
declare module 'simple-peer/simplepeer.min.js' {
  import SimplePeer = require('simple-peer')
  export default SimplePeer
}
