import { io } from "socket.io-client";

const socket = io();
const time = document.querySelector("#time");
const status = document.querySelector("#status");

// Dates travel as text in JSON.
socket.on("time", (text) => {
  time.textContent = new Date(text).toLocaleTimeString();
});
socket.on("connect", () => (status.textContent = "ต่ออยู่ · connected"));
socket.on("disconnect", () => (status.textContent = "หลุด · disconnected"));
