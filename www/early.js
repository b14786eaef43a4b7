let early = [];
onmessage = (event) => early.push(event);
import(file).then(() => early.map((event) => onmessage(event)));
