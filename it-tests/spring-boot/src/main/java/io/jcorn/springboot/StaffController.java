package io.jcorn.springboot;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Who is logged in, and what they have noted: a form that redirects and takes a message along, as Spring's do. */
@Controller
public class StaffController {
    private final Notes notes;

    public StaffController(Notes notes) {
        this.notes = notes;
    }

    @GetMapping("/staff/notes")
    @ResponseBody
    public String notes(Principal user, CsrfToken token, HttpServletRequest request) {
        Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
        return "%s: %s; just added: %s <input name=\"_csrf\" type=\"hidden\" value=\"%s\">"
                .formatted(user.getName(), notes.texts(), flash == null ? "" : flash.get("added"), token.getToken());
    }

    @PostMapping("/staff/notes")
    public String add(@RequestParam String text, RedirectAttributes redirect) {
        notes.add(text);
        redirect.addFlashAttribute("added", text);
        return "redirect:/staff/notes";
    }
}
