namespace TokenGateway.Dialects.GoodData;

/// <summary>Where a page stands; numbers from 0.</summary>
internal sealed record GoodDataPage(int Number, int Size, int TotalElements, int TotalPages);
