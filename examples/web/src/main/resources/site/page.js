"use strict";
const byId = id => document.getElementById(id);
const show = (id, text) => { byId(id).textContent = text; };
const times = [];

const size = bytes => bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
const millis = ms => ms < 10 ? `${ms.toFixed(2)} ms` : `${ms.toFixed(0)} ms`;
const duration = ms => {
  const s = Math.floor(ms / 1000);
  if (s < 60) return `${(ms / 1000).toFixed(1)} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor(s / 60) % 60} min`;
};

function drawTrace() {
  const top = Math.max(...times) * 1.15 || 1;
  const points = times.map((t, i) => `${(480 - (times.length - 1 - i) * 8).toFixed(1)} ${(88 - t / top * 84).toFixed(1)}`);
  if (points.length < 2) return;
  byId("line").setAttribute("d", `M${points.join("L")}`);
  byId("area").setAttribute("d", `M${points.join("L")}V90H${points[0].split(" ")[0]}Z`);
  const sorted = [...times].sort((a, b) => a - b);
  show("best", millis(sorted[0])); show("median", millis(sorted[sorted.length >> 1])); show("worst", millis(sorted.at(-1)));
  show("samples", times.length);
}

function showStatus(status) {
  show("uptime", duration(status.uptimeMillis));
  show("since", new Date(status.timeMillis - status.uptimeMillis).toLocaleTimeString());
  show("requests", status.requests.toLocaleString());
  show("active", status.requestsActive);
  show("memory", size(status.memoryUsed));
  show("maximum", size(status.memoryMaximum));
  byId("used").style.width = `${Math.min(100, status.memoryUsed / status.memoryMaximum * 100)}%`;
  byId("committed").style.width = `${Math.min(100, status.memoryCommitted / status.memoryMaximum * 100)}%`;
  show("java", status.java); show("vm", status.vm); show("os", status.os);
  show("processors", status.processors); show("threads", status.platformThreads);
}

function showState(layers) {
  if (!layers) return;
  byId("state").hidden = false;
  for (const [layer, counts] of Object.entries(layers)) {
    for (const [name, count] of Object.entries(counts)) {
      if (count === 0 && !byId(`${layer}.${name}`)) continue;
      cell(layer, name).textContent = count.toLocaleString();
    }
  }
}

function cell(layer, name) {
  const id = `${layer}.${name}`;
  if (byId(id)) return byId(id);
  const row = document.createElement("tr");
  const words = name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
  for (const text of [layer, words]) row.insertCell().textContent = text;
  row.insertCell().id = id;
  const rows = [...byId("counters").rows];
  const behind = rows.findLast(r => r.cells[0].textContent === layer);
  if (behind) behind.after(row); else byId("counters").append(row);
  return row.cells[2];
}

async function poll() {
  const pulse = byId("pulse");
  try {
    const begun = performance.now();
    const status = await (await fetch("/api/status")).json();
    const took = performance.now() - begun;
    times.push(took);
    if (times.length > 60) times.shift();
    showStatus(status);
    showState(status.network);
    showState(status.memory);
    show("latency", millis(took));
    drawTrace();
    show("answer", `${status.vm} answered in ${millis(took)}`);
    pulse.className = "pulse alive";
  } catch (e) {
    show("answer", "no answer: has the machine been stopped?");
    pulse.className = "pulse lost";
  }
  setTimeout(poll, 1000);
}

async function sha256(buffer) {
  if (!crypto.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", buffer));
  return [...digest].map(b => b.toString(16).padStart(2, "0")).join("");
}

function judge(id, what, theirs, ours, took, bytes) {
  const speed = `${size(bytes)} in ${millis(took)} (${size(bytes / took * 1000)}/s)`;
  const verdict = ours === null ? "this browser computes no digest here" : ours === theirs ? "intact: both sides agree" : `broken: expected ${ours}`;
  byId(id).className = `result ${ours === null ? "" : ours === theirs ? "good" : "bad"}`;
  show(id, `${what}: ${speed}\n${theirs}\n${verdict}`);
}

async function upload(file) {
  show("uploaded", `sending ${file.name}…`);
  byId("uploaded").className = "result";
  try {
    const content = await file.arrayBuffer();
    const begun = performance.now();
    const answer = await fetch("/upload", { method: "POST", body: content });
    const theirs = (await answer.text()).trim();
    judge("uploaded", file.name, theirs, await sha256(content), performance.now() - begun, content.byteLength);
  } catch (e) {
    byId("uploaded").className = "result bad";
    show("uploaded", `failed: ${e.message}`);
  }
}

async function download(bytes) {
  const buttons = [...byId("sizes").children];
  buttons.forEach(b => { b.disabled = true; });
  byId("downloaded").className = "result";
  show("downloaded", "receiving…");
  try {
    const begun = performance.now();
    const content = await (await fetch(`/download?bytes=${bytes}`)).arrayBuffer();
    const took = performance.now() - begun;
    const theirs = (await (await fetch(`/download/sha256?bytes=${bytes}`)).text()).trim();
    judge("downloaded", "download", theirs, await sha256(content), took, content.byteLength);
  } catch (e) {
    byId("downloaded").className = "result bad";
    show("downloaded", `failed: ${e.message}`);
  }
  buttons.forEach(b => { b.disabled = false; });
}

const drop = byId("drop");
byId("file").addEventListener("change", e => { if (e.target.files[0]) upload(e.target.files[0]); });
drop.addEventListener("dragover", e => { e.preventDefault(); drop.classList.add("over"); });
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", e => { e.preventDefault(); drop.classList.remove("over"); if (e.dataTransfer.files[0]) upload(e.dataTransfer.files[0]); });
byId("sizes").addEventListener("click", e => { if (e.target.value) download(Number(e.target.value)); });
poll();
