/** The README of a downloaded folder, Thai first, then English. */
export function readme(folder: string, server: string, files: readonly string[], typed: boolean): string {
  const node = typed ? '22.18' : '20.6';
  const list = files.map((file) => `\`${file}\``).join(', ');
  return `# ${folder}

## ภาษาไทย

โปรแกรมนี้มาจากสนามทดลองของ *สายตรง* (Saitrong) ไฟล์ของคุณเหมือนเดิมทุกตัวอักษร: ${list}

ต้องมี Node.js ${node} ขึ้นไป แล้วพิมพ์

\`\`\`
npm i && npm start
\`\`\`

จากนั้นเปิดที่อยู่ที่ขึ้นบนจอ เปิดสองแท็บได้เลย จะได้เห็น Client สองคนคุยกัน

- \`${server}\` คือ Server ของคุณ
- \`start.mjs\` ทำแทนสนามทดลอง: ส่ง \`index.html\` กับไฟล์ของ Client ให้ Browser ไม่ได้แตะ Server ของคุณเลย
- \`package.json\` ระบุรุ่นของ Socket.IO ตรงกับที่คุณเพิ่งลองมา

## English

This program comes from the playground of *Saitrong* (สายตรง). Your files are letter for letter as you wrote them: ${list}

With Node.js ${node} or later, type

\`\`\`
npm i && npm start
\`\`\`

and open the address that it prints. Open it in two tabs to see two clients talk.

- \`${server}\` is your server.
- \`start.mjs\` stands in for the playground: it hands \`index.html\` and the client's files to the browser, and leaves your server alone.
- \`package.json\` names the very version of Socket.IO that you tried.
`;
}
