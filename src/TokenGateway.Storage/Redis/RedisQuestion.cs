using StackExchange.Redis;

namespace TokenGateway.Storage.Redis;

/// <summary>A script with what it is asked.</summary>
internal sealed record RedisQuestion(string Script, RedisKey[] Keys, RedisValue[] Values)
{
    /// <summary>The scripts, by the file's name.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(RedisQuestion).Assembly.GetManifestResourceStream($"TokenGateway.Storage.Redis.{name}.lua")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <remarks>Whatever fails, fails the task.</remarks>
    public async Task<RedisResult> AskAsync(IDatabase database) => await database.ScriptEvaluateAsync(Script, Keys, Values);
}
