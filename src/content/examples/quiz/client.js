import { io } from "socket.io-client";

const socket = io();
const $ = (selector) => document.querySelector(selector);
let name;

$("#join").addEventListener("submit", (event) => {
  event.preventDefault();
  name = $("#join input").value;
  socket.emit("join", name);
  $("#join").hidden = true;
  $("main").hidden = false;
});
// ต่อใหม่แล้ว Server จำเราไม่ได้ ต้องเข้าเล่นอีกที
// After a reconnection the server knows nothing of this client: it must join again.
socket.on("connect", () => name && socket.emit("join", name));
$("#start").addEventListener("click", () => socket.emit("start"));

// ทุกอย่างที่ต้องแสดงมาใน event เดียว คนมาทีหลังจะได้เห็นเหมือนกัน
// All that the page shows comes in one event, so that who comes late sees the same.
socket.on("quiz", ({ phase, ask, choices, seconds, right, counts }) => {
  $("#start").hidden = phase === "question" || phase === "answer";
  $("#ask").textContent = { lobby: "รอเพื่อนให้ครบ แล้วกดเริ่ม · When all are here, start", end: "จบแล้ว · The end" }[phase] ?? ask;
  $("#note").textContent = phase === "question" ? `ตอบภายใน · answer within ${seconds} s` : "";
  $("#choices").replaceChildren(
    ...choices.map((text, index) => {
      const button = document.createElement("button");
      button.append(span(text));
      if (phase === "answer") {
        button.append(span(counts[index]));
        button.className = index === right ? "right" : "";
        button.disabled = true;
      }
      button.addEventListener("click", () => {
        socket.emit("answer", index);
        for (const other of $("#choices").children) other.className = other === button ? "mine" : "";
      });
      return button;
    }),
  );
});
socket.on("answered", (some, all) => {
  $("#note").textContent = `ตอบแล้ว · answered ${some}/${all}`;
});

// ใช้ textContent ไม่ใช้ innerHTML เพราะชื่อคือสิ่งที่ใครพิมพ์อะไรมาก็ได้
// textContent, never innerHTML: a name is anything that somebody typed.
function span(text) {
  const made = document.createElement("span");
  made.textContent = text;
  return made;
}

socket.on("scores", (scores) => {
  $("ol").replaceChildren(
    ...scores.map(({ id, name, score }) => {
      const item = document.createElement("li");
      item.className = id === socket.id ? "own" : "";
      item.append(span(name), span(score));
      return item;
    }),
  );
});
