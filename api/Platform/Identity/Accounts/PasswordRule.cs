using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>Which passwords are accepted: the one rule of the product, for every realm.</summary>
internal sealed class PasswordRule(IOptions<PasswordSettings> settings) : IPasswordValidator<Account>
{
    public const string TooShort = "password-too-short";
    public const string TooLong = "password-too-long";
    public const string Categories = "password-categories";
    public const string Blocked = "password-blocked";
    public const string UsedBefore = "password-used-before";

    private const int ShortestWord = 3;
    private static readonly Lazy<FrozenSet<string>> BlockList = new(() => WordList.Read("blocked-passwords.txt").ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Codes of the rules that the password breaks; former passwords are checked by <see cref="ValidateAsync"/>.</summary>
    /// <param name="password">The password.</param>
    /// <param name="words">Names and addresses of the person and the organisation.</param>
    public IReadOnlyList<string> Check(string password, params IEnumerable<string> words)
    {
        var text = CanonicalForm.Of(password);
        var length = text.EnumerateRunes().Count();
        var broken = new List<string>();
        if (length < settings.Value.MinLength)
            broken.Add(TooShort);
        if (length > PasswordSettings.MaxLength)
            broken.Add(TooLong);
        if (CategoriesOf(text) < settings.Value.Categories)
            broken.Add(Categories);
        if (length <= PasswordSettings.MaxLength && IsBlocked(text.ToLowerInvariant(), words.Concat(settings.Value.BlockedWords)))
            broken.Add(Blocked);
        return broken;
    }

    /// <inheritdoc />
    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var broken = Check(password ?? "", user.Email, user.Login, user.FirstName, user.LastName, user.FirstName + user.LastName, user.LastName + user.FirstName, user.TenantName).ToList();
        if (broken.Count == 0 && await ((AccountManager)manager).WasUsedAsync(user, password!))
            broken.Add(UsedBefore);
        return broken.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. broken.Select(code => new IdentityError { Code = code, Description = code })]);
    }

    private int CategoriesOf(string text)
    {
        var (digit, lower, upper, special) = (false, false, false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            digit |= rune.Value is >= '0' and <= '9';
            lower |= System.Text.Rune.IsLower(rune);
            upper |= System.Text.Rune.IsUpper(rune);
            special |= rune.IsAscii && settings.Value.SpecialCharacters.Contains((char)rune.Value, StringComparison.Ordinal);
        }

        return (digit ? 1 : 0) + (lower ? 1 : 0) + (upper ? 1 : 0) + (special ? 1 : 0);
    }

    /// <summary>A common password, an address, or a name with nothing but digits and signs around it.</summary>
    private static bool IsBlocked(string password, IEnumerable<string> words)
    {
        if (BlockList.Value.Contains(password))
            return true;
        var letters = LettersOf(password);
        return words.Select(word => CanonicalForm.Of(word.Trim()).ToLowerInvariant()).Any(word =>
            password == word || (LettersOf(word) is { Length: >= ShortestWord } name && name == letters)
            || (word.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && LettersOf(word[..at]) is { Length: >= ShortestWord } local && local == letters));
    }

    private static string LettersOf(string text) => string.Concat(text.EnumerateRunes().Where(System.Text.Rune.IsLetter));
}
