using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The page, order and filter of a list.</summary>
internal sealed partial record GoodDataQuery
{
    private const int DefaultSize = 20;
    private const int MostSize = 1000;

    public int Page { get; private init; }

    public int Size { get; private init; } = DefaultSize;

    public bool IsDescending { get; private init; }

    /// <summary>Only entities with these ids; default: all.</summary>
    public ImmutableArray<string> Ids { get; private init; }

    public bool WithPage { get; private init; }

    /// <summary>False: <paramref name="fault"/> names the parameter and its allowed values.</summary>
    public static bool TryRead(IQueryCollection query, [NotNullWhen(true)] out GoodDataQuery? read, [NotNullWhen(false)] out string? fault)
    {
        (read, fault) = (null, null);
        var (page, size) = (0, DefaultSize);
        ImmutableArray<string> ids = default;
        if (query["page"] is { Count: > 0 } pageText && (!TryNumber(pageText, out page) || page > int.MaxValue / MostSize))
            fault = "page: a number from 0 is expected.";
        else if (query["size"] is { Count: > 0 } sizeText && (!TryNumber(sizeText, out size) || size is < 1 or > MostSize))
            fault = $"size: a number from 1 to {MostSize} is expected.";
        else if (query["sort"].FirstOrDefault() is { } sort && sort is not ("id" or "id,asc" or "id,desc" or "-id"))
            fault = "sort: id, id,asc, id,desc or -id is expected; nothing else can be sorted by.";
        else if (query["filter"].FirstOrDefault() is { Length: > 0 } filter && !TryFilter(filter, out ids))
            fault = "filter: id==VALUE or id=in=(VALUE,VALUE) is expected; nothing else can be asked for.";
        if (fault is not null)
            return false;
        read = new GoodDataQuery
        {
            Page = page,
            Size = size,
            IsDescending = query["sort"].FirstOrDefault() is "id,desc" or "-id",
            Ids = ids,
            WithPage = query["metaInclude"].SelectMany(word => (word ?? "").Split(',')).Any(word => word is "page" or "all" or "ALL"),
        };
        return true;
    }

    private static bool TryNumber(string? text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryFilter(string filter, out ImmutableArray<string> ids)
    {
        var match = Filter().Match(filter);
        ids = match.Success ? [.. match.Groups["id"].Captures.Select(one => one.Value)] : default;
        return match.Success;
    }

    // The part of RSQL for equality and membership of an id.
    [GeneratedRegex("""^id(==['"]?(?<id>[.A-Za-z0-9_-]{1,255})['"]?|=in=\(['"]?(?<id>[.A-Za-z0-9_-]{1,255})['"]?(,['"]?(?<id>[.A-Za-z0-9_-]{1,255})['"]?){0,99}\))\z""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Filter();
}
