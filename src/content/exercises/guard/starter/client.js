import { io } from "socket.io-client";

const list = document.querySelector("ul");
function show(text) {
  const item = document.createElement("li");
  item.textContent = text;
  list.prepend(item);
}

const shop = io();
shop.on("welcome", (text) => show(`/: ${text}`));

// A connection of its own: autoConnect belongs to the connection,
// and the shop has opened the shared one already.
const back = io("/staff", { autoConnect: false, forceNew: true });
back.on("connect", () => back.emit("whoami", (name) => show(`/staff: in, as ${name}`)));
back.on("orders", (orders) => show(`/staff: ${orders.join(", ")}`));
back.on("connect_error", (error) => show(`/staff: ${error.message} ${JSON.stringify(error.data)}`));
back.on("disconnect", (reason) => show(`/staff: out, ${reason}`));

document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  back.disconnect();
  back.auth = { token: document.querySelector("input").value };
  back.connect();
});
