import { io } from "socket.io-client";

const list = document.querySelector("ul")!;
const input = document.querySelector("input")!;
function show(text: string): void {
  const item = document.createElement("li");
  item.textContent = text;
  list.prepend(item);
}

const shop = io();
shop.on("welcome", (text: string) => show(`/: ${text}`));

// A connection of its own: autoConnect belongs to the connection,
// and the shop has opened the shared one already.
const back = io("/staff", { autoConnect: false, forceNew: true });
back.on("connect", () => back.emit("whoami", (name: string) => show(`/staff: in, as ${name}`)));
back.on("orders", (orders: string[]) => show(`/staff: ${orders.join(", ")}`));
back.on("connect_error", (error: Error & { data?: unknown }) => show(`/staff: ${error.message} ${JSON.stringify(error.data)}`));
back.on("disconnect", (reason) => show(`/staff: out, ${reason}`));

document.querySelector("form")!.addEventListener("submit", (event) => {
  event.preventDefault();
  back.disconnect();
  back.auth = { token: input.value };
  back.connect();
});
