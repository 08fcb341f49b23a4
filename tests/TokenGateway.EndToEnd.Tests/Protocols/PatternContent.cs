using System.Net;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>
/// A generated body: blocks of 64 KiB, each filled with the low byte of its number. The last block is sent only after
/// <paramref name="isArriving"/> has completed, so a proxy that buffers the whole body would wait forever.
/// </summary>
internal sealed class PatternContent(int blocks, bool saysItsLength, Task isArriving) : HttpContent
{
    public const int BlockSize = 64 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task WriteAsync(Stream stream, int blocks, Task isArriving)
    {
        var block = new byte[BlockSize];
        for (var i = 0; i < blocks; i++)
        {
            if (i == blocks - 1)
                await isArriving.WaitAsync(Deadline);
            block.AsSpan().Fill((byte)i);
            await stream.WriteAsync(block);
        }
    }

    /// <summary>Reads to the end and returns the length; throws at the first byte that does not match the pattern.</summary>
    /// <param name="atBlock">Called with the number of each block when it begins.</param>
    public static async Task<long> ReadAsync(Stream stream, Action<long> atBlock)
    {
        var buffer = new byte[BlockSize];
        long position = 0;
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            for (var at = 0; at < read;)
            {
                var block = position / BlockSize;
                var inBlock = (int)Math.Min(read - at, ((block + 1) * BlockSize) - position);
                if (buffer.AsSpan(at, inBlock).ContainsAnyExcept((byte)block))
                    throw new InvalidDataException($"Another byte than was sent near position {position}.");
                if (position % BlockSize == 0)
                    atBlock(block);
                at += inBlock;
                position += inBlock;
            }
        }

        return position;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, blocks, isArriving);

    protected override bool TryComputeLength(out long length)
    {
        length = (long)blocks * BlockSize;
        return saysItsLength;
    }
}
