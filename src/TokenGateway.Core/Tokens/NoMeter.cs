namespace TokenGateway.Core.Tokens;

/// <summary>Counts nothing: the compiler leaves no call behind.</summary>
internal readonly struct NoMeter : IWorkMeter
{
    public static void Add(int characters)
    {
    }
}
