function n(t){return{text:t,kinds:[]}}export{n as mask};
//# sourceMappingURL=masking.js.map
