namespace TokenGateway.Stress.Bodies;

/// <summary>
/// A body made on the fly, of blocks that all differ: block n is a window into 128 KiB of noise that begins at
/// 8191 n mod 65536, so a byte lost, doubled or moved is found. Repeats after 65,536 blocks (4 GiB).
/// </summary>
internal static class Pattern
{
    public const int BlockSize = 64 * 1024;

    private const int Step = 8191;

    private static readonly byte[] Noise = MakeNoise();

    public static async Task WriteAsync(Stream stream, int blocks, CancellationToken cancellationToken)
    {
        for (var i = 0; i < blocks; i++)
            await stream.WriteAsync(Noise.AsMemory(StartOf(i), BlockSize), cancellationToken);
    }

    /// <summary>Reads to the end and gives the length in bytes.</summary>
    /// <exception cref="InvalidDataException">At the first byte that is not of the pattern.</exception>
    public static async Task<long> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockSize];
        long position = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            for (var at = 0; at < read;)
            {
                var inBlock = (int)(position % BlockSize);
                var part = Math.Min(read - at, BlockSize - inBlock);
                if (!buffer.AsSpan(at, part).SequenceEqual(Noise.AsSpan(StartOf(position / BlockSize) + inBlock, part)))
                    throw new InvalidDataException($"Another byte than was sent near position {position}.");
                at += part;
                position += part;
            }
        }

        return position;
    }

    private static int StartOf(long block) => (int)(block * Step % BlockSize);

    // The same in every process: a linear congruential generator (Numerical Recipes), its high byte.
    private static byte[] MakeNoise()
    {
        var noise = new byte[2 * BlockSize];
        var state = 1u;
        for (var i = 0; i < noise.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            noise[i] = (byte)(state >> 24);
        }

        return noise;
    }
}
