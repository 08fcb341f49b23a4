namespace TokenGateway.Dialects.GoodData;

/// <summary>The body of every refusal, as <c>application/problem+json</c>.</summary>
internal sealed record GoodDataProblem(string Title, int Status, string Detail, string TraceId);
