using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Database;

/// <summary>One numbered SQL file.</summary>
/// <param name="Name">File name without ending, <c>NNNN-name</c>.</param>
/// <param name="Sql">Its text.</param>
internal sealed record Migration(string Name, string Sql)
{
    /// <summary>
    /// First line of a file that cannot run in a transaction, such as <c>create index concurrently</c>. It holds
    /// exactly one statement, since PostgreSQL wraps several sent together into a transaction.
    /// </summary>
    private const string NoTransaction = "-- no-transaction";

    public int Number { get; } = NumberOf(Name);

    /// <summary>SHA-256, the same on every system: line ends do not count.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    public bool InTransaction { get; } = !Sql.AsSpan().TrimStart('\uFEFF').StartsWith(NoTransaction);

    /// <summary>The files of this program, by number.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } = InOrder(Read(typeof(Migration).Assembly));

    /// <summary>By number over all areas.</summary>
    /// <exception cref="DatabaseStartException">Two have the same number.</exception>
    public static IReadOnlyList<Migration> InOrder(IEnumerable<Migration> migrations)
    {
        var ordered = migrations.OrderBy(migration => migration.Number).ToList();
        foreach (var (first, second) in ordered.Zip(ordered.Skip(1)))
        {
            if (first.Number == second.Number)
                throw new DatabaseStartException($"The migrations '{first.Name}' and '{second.Name}' have the same number.");
        }

        return ordered;
    }

    private static IEnumerable<Migration> Read(Assembly assembly)
    {
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!, Encoding.UTF8);
            yield return new Migration(Path.GetFileNameWithoutExtension(file), reader.ReadToEnd());
        }
    }

    private static int NumberOf(string name) =>
        name.Length > 5 && name[4] == '-' && int.TryParse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DatabaseStartException($"The migration '{name}' is not named NNNN-name.");
}
