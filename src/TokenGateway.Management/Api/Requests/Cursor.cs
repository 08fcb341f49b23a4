using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>Where a page ended, as callers carry it: which list, and the last item. Callers do not read it.</summary>
internal static class Cursor
{
    private const char Separator = '\n';

    public static string Write(string kind, string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(kind + Separator + place));

    /// <summary>The place; null: no cursor was given.</summary>
    /// <exception cref="ApiException">It is none of this list.</exception>
    public static string? Read(string kind, string? cursor)
    {
        if (cursor is null)
            return null;
        if (Base64Url.IsValid(cursor) && Base64Url.DecodeFromChars(cursor) is var bytes && Utf8.IsValid(bytes)
            && Encoding.UTF8.GetString(bytes).Split(Separator, 2) is [var found, { Length: > 0 } place] && found == kind)
        {
            return place;
        }

        throw Wrong();
    }

    public static ApiException Wrong() =>
        new(RefusalCode.InvalidRequest, "cursor: the value of \"next\" of the previous page of the same list is expected.");
}
