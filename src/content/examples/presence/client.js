import { io } from "socket.io-client";

const socket = io();
const list = document.querySelector("ul");
const count = document.querySelector("#count");

socket.on("people", (people) => {
  count.textContent = people.length;
  list.replaceChildren(
    ...people.map(({ id, since }) => {
      const item = document.createElement("li");
      const time = document.createElement("time");
      time.textContent = new Date(since).toLocaleTimeString("th-TH");
      item.append(id.slice(0, 4), id === socket.id ? " (คุณ · you)" : "", time);
      return item;
    }),
  );
});

// สายขาดแล้ว เราไม่รู้ว่าใครอยู่บ้าง · Without a connection we know of nobody.
socket.on("disconnect", () => {
  list.replaceChildren();
  count.textContent = "?";
});
