import { createServer } from "node:http";
import { Server } from "socket.io";

const httpServer = createServer();
const io = new Server(httpServer);

// กระดานทั้งแผ่นต้องส่งได้ในข้อความเดียว คนมาทีหลังจะได้เห็นทันที
// The whole board must fit in one message: who comes late gets it at once.
const MOST_NUMBERS = 10_000;
const MOST_STROKES = 500;
let strokes = [];
let numbers = 0;

// Client ส่งอะไรมาก็ได้ เราส่งต่อเฉพาะที่เป็นเส้นจริงๆ
// What a client sends may be anything: only strokes are passed on.
const isStroke = (stroke) =>
  /^#[0-9a-f]{6}$/.test(stroke?.color) &&
  Array.isArray(stroke.places) &&
  stroke.places.length >= 4 &&
  stroke.places.length <= 500 &&
  stroke.places.length % 2 === 0 &&
  stroke.places.every((place) => Number.isInteger(place) && Math.abs(place) <= 5000);

io.on("connection", (socket) => {
  socket.emit("board", strokes);

  socket.on("stroke", (stroke) => {
    if (!isStroke(stroke)) return;
    const { color, places } = stroke;
    strokes.push({ color, places });
    numbers += places.length;
    // เส้นเก่าสุดหายก่อน · The oldest go first.
    while (numbers > MOST_NUMBERS || strokes.length > MOST_STROKES) numbers -= strokes.shift().places.length;
    socket.broadcast.emit("stroke", { color, places });
  });

  socket.on("clear", () => {
    strokes = [];
    numbers = 0;
    io.emit("board", strokes);
  });
});

httpServer.listen(3000);
