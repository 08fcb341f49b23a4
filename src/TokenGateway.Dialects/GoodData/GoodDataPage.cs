namespace TokenGateway.Dialects.GoodData;

/// <summary>The position of a page; numbered from 0.</summary>
internal sealed record GoodDataPage(int Number, int Size, int TotalElements, int TotalPages);
