import { io } from "socket.io-client";

const socket = io();
const list = document.querySelector("ul");

socket.on("people", (people) => {
  document.querySelector("#count").textContent = people.length;
  list.replaceChildren(
    ...people.map(({ id, since }) => {
      const item = document.createElement("li");
      const own = id === socket.id ? " (คุณ · you)" : "";
      item.textContent = `${id.slice(0, 4)}${own}, ${new Date(since).toLocaleTimeString()}`;
      return item;
    }),
  );
});

// Without a connection we know of nobody.
socket.on("disconnect", () => {
  list.replaceChildren();
  document.querySelector("#count").textContent = "?";
});
