using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>Compares the basis of a write with the current rows, inside its transaction.</summary>
internal static class SqlBasis
{
    /// <summary>Runs the work if its basis still holds.</summary>
    /// <exception cref="ChangedMeanwhileException">The basis changed after the decision; nothing was written.</exception>
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
