using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TokenGateway.Storage.Copying;

/// <summary>
/// Rows in a comparable form, independent of the database: each value is null, a <see cref="long"/> (numbers, times,
/// flags), a <see cref="string"/> or bytes.
/// </summary>
internal static class CopyRow
{
    private const byte Null = 0;
    private const byte Number = 1;
    private const byte Text = 2;
    private const byte Bytes = 3;

    /// <exception cref="FormatException">A store has no such kind of value.</exception>
    public static object? ValueOf(object value) => value switch
    {
        DBNull => null,
        long or string or byte[] => value,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        _ => throw new FormatException($"A value of type {value.GetType().Name} is unknown."),
    };

    public static bool AreSame(object?[] one, object?[] other) => one.AsSpan().SequenceEqual(other, ByValue.Instance);

    /// <summary>Encodes each value with its kind and length, so that no two rows have the same bytes.</summary>
    public static byte[] DigestOf(object?[] row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in row)
            Add(hash, value);
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, object? value)
    {
        switch (value)
        {
            case null:
                Add(hash, Null, 0);
                break;
            case long number:
                Add(hash, Number, number);
                break;
            case string text:
                Add(hash, Text, Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                Add(hash, Bytes, bytes);
                break;
            default:
                throw new FormatException($"A value of type {value.GetType().Name} is unknown.");
        }
    }

    private static void Add(IncrementalHash hash, byte kind, byte[] bytes)
    {
        Add(hash, kind, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, byte kind, long number)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        bytes[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], number);
        hash.AppendData(bytes);
    }

    private sealed class ByValue : IEqualityComparer<object?>
    {
        public static readonly ByValue Instance = new();

        public new bool Equals(object? one, object? other) =>
            one is byte[] bytes && other is byte[] others ? bytes.AsSpan().SequenceEqual(others) : object.Equals(one, other);

        public int GetHashCode(object? value) => value?.GetHashCode() ?? 0;
    }
}
