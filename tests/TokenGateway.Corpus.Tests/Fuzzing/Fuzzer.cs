using System.Net.Sockets;
using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Wire;
using TokenGateway.Testing;

namespace TokenGateway.Corpus.Tests.Fuzzing;

/// <summary>Sends one mutated request and judges what can be seen of it.</summary>
internal sealed class Fuzzer(CorpusGateway gateway)
{
    /// <summary>Ends whatever the server still waits for: no method begins with NUL, no chunk size neither.</summary>
    private static readonly string End = "\r\n\r\n\0\r\n\r\n" + new string('x', 64);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong, with what was sent; empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> TryHttp1Async(int number)
    {
        var bytes = new Mutator(gateway.Tokens, number).NextBytes();
        gateway.Upstream.Take();
        using var socket = new TcpClient();
        await socket.ConnectAsync(gateway.Http.Host, gateway.Http.Port);
        var exchange = new Http1Exchange(socket.GetStream());
        var replies = new List<Reply>();
        var whole = true;
        using (var patience = new CancellationTokenSource(Patience))
        {
            try
            {
                await exchange.SendAsync(bytes + End, patience.Token);
                while (await exchange.ReadAsync(bodiless: false, patience.Token) is { Status: not 0 } reply)
                    replies.Add(reply);
                whole = replies.Count > 0 && replies[^1].Status == 400;
            }
            catch (OperationCanceledException)
            {
                // It waits for a body longer than what was sent: nothing to say.
                whole = false;
                socket.Dispose();
                await EndAsync();
            }
            catch (FormatException) when (bytes.Contains("HEAD ", StringComparison.Ordinal))
            {
                // The answer to HEAD says a length and has no body: where the next answer begins is not known here.
                whole = false;
            }
        }

        return Judge(number, replies, whole, bytes);
    }

    public async Task<IReadOnlyList<string>> TryHttp2Async(int number)
    {
        var (fields, body) = new Mutator(gateway.Tokens, number).NextFields();
        gateway.Upstream.Take();
        using var socket = new TcpClient();
        await socket.ConnectAsync(gateway.Http2.Host, gateway.Http2.Port);
        var exchange = new Http2Exchange(socket.GetStream());
        using var patience = new CancellationTokenSource(Patience);
        var reply = Reply.None;
        try
        {
            await exchange.OpenAsync(patience.Token);
            reply = await exchange.SendAsync(fields, body, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // An upgrade that stays open: nothing to say.
            socket.Dispose();
            await EndAsync();
        }

        return Judge(number, reply.Status == 0 ? [] : [reply], whole: reply.Status != 0, string.Join('\n', fields));
    }

    // What was given up on its way would otherwise end within the next trial, as if that had sent it.
    private Task EndAsync() => Eventually.BecomesTrueAsync(() => Task.FromResult(gateway.Upstream.IsSettled), "the end of what was given up");

    private List<string> Judge(int number, IReadOnlyList<Reply> replies, bool whole, string sent)
    {
        var (requests, _, faults) = gateway.Upstream.Take();
        return [.. FuzzOracle.Judge(gateway.Tokens, replies, requests, faults, whole).Select(fault => $"{number}: {fault}\n    sent: {Escaped(sent)}")];
    }

    // As a line of the corpus writes it.
    private static string Escaped(string text) => string.Concat(text.Select(c => c switch
    {
        '\r' => "\\r",
        '\n' => "\\n",
        '\\' => "\\\\",
        _ when c is < ' ' or > '~' => $"\\x{(int)c:x2}",
        _ => c.ToString(),
    }));
}
