// The floor: a bare `ws` relay that passes every frame on to the others of its room and does nothing else.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const rooms = new Map()
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false })
const server = createServer()
server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, (ws) => {
  const name = request.url.split('?')[0]
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room.add(ws))
  ws.on('message', (data) => {
    for (const other of room) if (other !== ws) other.send(data)
  })
  ws.on('close', () => room.delete(ws))
}))
server.listen(Number(process.env.PORT), '127.0.0.1', 4096)
