import { io } from "socket.io-client";

const socket = io();
const time = document.querySelector("#time");
const status = document.querySelector("#status");
const apart = document.querySelector("#apart");

// วันเวลาเดินทางเป็นข้อความใน JSON · Dates travel as text in JSON.
socket.on("time", (text) => {
  const there = new Date(text);
  time.textContent = there.toLocaleTimeString("th-TH");
  // นาฬิกาเครื่องนี้ห่างจากของ Server แค่ไหน รวมเวลาเดินทางมาด้วย
  // How far this device's clock is from the server's; the way here is part of it.
  apart.textContent = `นาฬิกาเครื่องนี้ต่างไป · this clock is off by ${Date.now() - there} ms`;
});
socket.on("connect", () => (status.textContent = "ต่ออยู่ · connected"));
socket.on("disconnect", () => (status.textContent = "หลุด · disconnected"));
