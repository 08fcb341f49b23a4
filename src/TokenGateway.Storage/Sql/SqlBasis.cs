using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>Compares what a write rests on with what is there, inside its transaction.</summary>
internal static class SqlBasis
{
    /// <summary>Runs the work if what it rests on still holds.</summary>
    /// <exception cref="ChangedMeanwhileException">Something is not as it was when the decision was made; nothing was written.</exception>
    public static ValueTask<T> WriteAsync<T>(this ISqlDatabase database, WriteBasis basis, Func<SqlWrite, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return database.WriteAsync(
            async write =>
            {
                await RequireAsync(write, basis);
                return await work(write);
            },
            cancellationToken);
    }

    private static async Task RequireAsync(SqlWrite write, WriteBasis basis)
    {
        foreach (var user in basis.Users)
        {
            if (!WriteBasis.Holds(user, await SqlUserWrites.ReadAsync(write, user.Id)))
                throw new ChangedMeanwhileException();
        }

        if (basis.Credential is { } credential && !basis.Holds(await SqlSecretWrites.ReadAsync(write, credential.Id), write.At))
            throw new ChangedMeanwhileException();
        if (basis.Subject is { } subject && !basis.HoldsOf(await SqlSecretWrites.ReadAsync(write, subject.Id)))
            throw new ChangedMeanwhileException();
        if (basis.Session is { } session && await SqlSessionStore.ReadAsync(write, session) is null)
            throw new ChangedMeanwhileException();
    }
}
