package tree;

public record Oak(int acorns) {}
