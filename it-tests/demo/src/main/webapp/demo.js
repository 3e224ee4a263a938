fetch("api/worker")
  .then(response => response.json())
  .then(worker => {
    document.getElementById("worker").textContent = worker.pid;
    document.getElementById("json").textContent = JSON.stringify(worker, null, 2);
  });
