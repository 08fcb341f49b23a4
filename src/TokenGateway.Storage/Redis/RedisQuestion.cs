using StackExchange.Redis;

namespace TokenGateway.Storage.Redis;

/// <summary>A script call with its keys and arguments.</summary>
internal sealed record RedisQuestion(string Script, RedisKey[] Keys, RedisValue[] Values)
{
    /// <summary>Loads a script by file name.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(RedisQuestion).Assembly.GetManifestResourceStream($"TokenGateway.Storage.Redis.{name}.lua")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <remarks>Any failure faults the task.</remarks>
    public async Task<RedisResult> AskAsync(IDatabase database) => await database.ScriptEvaluateAsync(Script, Keys, Values);
}
