using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>Counts on this thread what a search looks at.</summary>
internal readonly struct CountedWork : IWorkMeter
{
    [ThreadStatic]
    private static long _characters;

    public static void Add(int characters) => _characters += characters;

    /// <summary>What a search of <paramref name="text"/> looks at.</summary>
    public static long Of(IMeteredShape shape, string text)
    {
        _characters = 0;
        shape.IsIn<CountedWork>(text);
        return _characters;
    }
}
