import { io } from "socket.io-client";

const socket = io();
const choices = document.querySelector("#choices");
const result = document.querySelector("#result");

socket.on("question", (question) => {
  document.querySelector("#ask").textContent = question ? question.ask : "จบแล้ว · The end";
  choices.replaceChildren(
    ...(question?.choices ?? []).map((text, index) => {
      const button = document.createElement("button");
      button.textContent = text;
      button.addEventListener("click", () => {
        socket.emit("answer", index, ({ right }) => {
          result.textContent = right ? "ถูก · Right" : "ยังไม่ถูก · Not right";
        });
      });
      return button;
    }),
  );
});

socket.on("scores", (scores) => {
  document.querySelector("ul").replaceChildren(
    ...scores.map(([id, score]) => {
      const item = document.createElement("li");
      item.textContent = `${id.slice(0, 4)}${id === socket.id ? " (คุณ · you)" : ""}: ${score}`;
      return item;
    }),
  );
});
