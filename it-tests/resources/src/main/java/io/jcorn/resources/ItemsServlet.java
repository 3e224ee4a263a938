package io.jcorn.resources;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Items of the server's database, or of the application's own one with {@code in=own}. */
@WebServlet("/items")
@DataSourceDefinition(
        name = "java:app/jdbc/own",
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:own;DB_CLOSE_DELAY=-1",
        user = "sa",
        maxPoolSize = 2)
public class ItemsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Resource(name = "jdbc/shop")
    private transient DataSource shop;

    private transient DataSource own;

    @SuppressWarnings("UnusedMethod") // but by the server
    @Resource(lookup = "java:app/jdbc/own")
    private void setOwn(DataSource own) {
        this.own = own;
    }

    @SuppressWarnings("UnusedMethod") // but by the server
    @PostConstruct
    private void makeTables() {
        for (DataSource source : List.of(shop, own)) {
            try (Connection connection = source.getConnection()) {
                connection.createStatement().execute("CREATE TABLE IF NOT EXISTS items (name VARCHAR(100))");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private DataSource source(HttpServletRequest request) {
        return "own".equals(request.getParameter("in")) ? own : shop;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try (Connection connection = source(request).getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT name FROM items ORDER BY name");
                ResultSet items = query.executeQuery()) {
            while (items.next()) {
                response.getWriter().println(items.getString(1));
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try (Connection connection = source(request).getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO items VALUES (?)")) {
            insert.setString(1, request.getParameter("name"));
            insert.execute();
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
